"""
What PyInstaller collects with Qt and the program does not use. ``overview.spec`` leaves it out, ``smoke.py`` looks that
it is out, and a test compares it with what the program imports.

Kept on purpose: the platforms xcb, wayland and offscreen (and Windows' and macOS' own), the desktop portal's theme, the
compose and ibus input methods, printing, and the pictures gif, ico, jpeg, svg and webp.
"""

from __future__ import annotations

import re

UNUSED_MODULES = [
    *("QtConcurrent", "QtDesigner", "QtHelp", "QtNetwork", "QtOpenGL", "QtOpenGLWidgets", "QtQml", "QtQuick"),
    *("QtQuickControls2", "QtQuickTest", "QtQuickWidgets", "QtSql", "QtTest", "QtUiTools", "QtXml"),
]

# For PyInstaller's ``excludes``: these, and modules of other packages that come along with what is used
EXCLUDED_MODULES = [
    *(f"PySide6.{module}" for module in UNUSED_MODULES),
    *("tkinter", "unittest", "pydoc", "doctest", "lib2to3", "setuptools", "pip"),
    *("psutil", "numpy.testing", "numpy.f2py", "numpy.distutils", "lxml.isoschematron", "lxml.objectify"),
]

# Files, relative to the bundle. A library is named libqtiff.so, qtiff.dll or libqtiff.dylib
_UNUSED_FILES = [
    r"/plugins/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|direct2d)\.",
    r"/plugins/platformthemes/(lib)?qgtk3\.",  # brings GTK, Cairo and Pango, which are as large as Qt itself
    r"/plugins/platforminputcontexts/(lib)?qtvirtualkeyboardplugin\.",
    r"/plugins/imageformats/(lib)?q(icns|pdf|tga|tiff|wbmp)\.",
    r"/plugins/(egldeviceintegrations|generic|networkinformation|qmltooling|sqldrivers|tls)/",
    r"/PySide6/(Qt/)?(translations|qml)/",
    r"(Qt6?)(Concurrent|Egl\w*|Network|Pdf|Qml\w*|Quick\w*|Sql|Test|VirtualKeyboard\w*)\.(so|dll|framework)",
    # What only GTK and the plug-ins above ask for
    r"/lib(gtk-3|gdk-3|gdk_pixbuf|cairo|pango|atk|atspi|epoxy|gcrypt|gio-|harfbuzz|thai|datrie|tiff|jbig)[^/]*\.so",
]
_UNUSED = re.compile("|".join(_UNUSED_FILES))


def is_unused(path: str) -> bool:
    """Whether a file of the bundle, named relative to its folder, is left out."""
    return _UNUSED.search("/" + path.replace("\\", "/")) is not None
