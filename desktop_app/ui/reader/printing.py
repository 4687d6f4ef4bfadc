"""
An article on paper: the page in the light theme, cut into sheets.

QTextDocument.print_ takes a font's pixels for the printer's, which are six to twelve times finer; so the sheets are
laid out at 96 dots an inch and drawn scaled. QtPrintSupport is imported only when somebody prints.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF, QUrl
from PySide6.QtGui import QFont, QImage, QPagedPaintDevice, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QWidget

from desktop_app.ui.reader.page import PICTURE_SCHEME

PRINT_COLUMN_PX = 600  # of 794 px that A4 is wide at 96 dots an inch
_DOTS_AN_INCH = 96
_MARGIN_PX = 72
_JOINING = ("liga", "calt")  # Qt's PDF forgets of which letters such a glyph was made: nobody could find or copy them


def print_document(html: str, font: QFont, pictures: Sequence[QImage]) -> QTextDocument:
    """A page for paper, made for ``PRINT_COLUMN_PX``, with its pictures."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setIndentWidth(26)
    font = QFont(font)
    for tag in _JOINING:
        font.setFeature(QFont.Tag(tag), 0)
    document.setDefaultFont(font)
    for number, image in enumerate(pictures):
        url = QUrl(f"{PICTURE_SCHEME}:{number}")
        document.addResource(QTextDocument.ResourceType.ImageResource.value, url, image)
    document.setHtml(html)
    return document


def paint_sheets(document: QTextDocument, device: QPagedPaintDevice) -> int:
    """Draw the document on the device's sheets; gives their number."""
    scale = device.logicalDpiX() / _DOTS_AN_INCH
    width, height = device.width() / scale, device.height() / scale
    side = max(0.0, (width - PRINT_COLUMN_PX) / 2)
    sheet = QSizeF(min(PRINT_COLUMN_PX, width), height - 2 * _MARGIN_PX)
    document.setPageSize(sheet)
    painter = QPainter(device)
    painter.scale(scale, scale)
    count = document.pageCount()
    for number in range(count):
        if number:
            device.newPage()
        painter.save()
        painter.translate(side, _MARGIN_PX - number * sheet.height())
        document.drawContents(painter, QRectF(0, number * sheet.height(), sheet.width(), sheet.height()))
        painter.restore()
    painter.end()
    return count


def save_pdf(document: QTextDocument, path: str) -> int:
    """Write the document as PDF, A4; gives the number of sheets, 0 when the file cannot be written."""
    writer = QPdfWriter(path)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    writer.setCreator("Overview")
    return paint_sheets(document, writer) if _can_write(path) else 0


def _can_write(path: str) -> bool:
    try:
        with open(path, "ab"):  # noqa: PTH123 - only tried, QPdfWriter writes
            return True
    except OSError:
        return False


def print_with_dialog(document: QTextDocument, parent: QWidget) -> bool:
    """Ask for the printer (which may be a PDF file) and print; whether it was done."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - costs the start of the program

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if not dialog.exec():
        return False
    paint_sheets(document, printer)
    return True
