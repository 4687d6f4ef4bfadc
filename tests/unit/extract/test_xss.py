"""What attackers put into feeds. Nothing of it may be left in the document, whatever else becomes of it."""

from __future__ import annotations

import pytest

from desktop_app.extract.html_document import document_from_html
from tests.unit.extract.rendering import active_parts, html_of

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='alert(1)' onload=alert(2)>",
    "<img src=javascript:alert(1)>",
    '<img src="java\tscript:alert(1)">',
    '<img src="&#106;avascript:alert(1)">',
    '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    '<img srcset="javascript:alert(1) 1x, data:x 2x">',
    '<img """><script>alert(1)</script>">',
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java&#x0A;script:alert(1)'>x</a>",
    "<a href='java&Tab;script:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='\u00a0javascript:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='//[::1'>x</a>",
    "<a href='blob:https://evil.example/x'>x</a>",
    "<a href='http://a.example/' onclick=alert(1) style='x:expression(1)'>x</a>",
    "<a href='jar:http://a.example!/'>x</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<svg><use href='data:image/svg+xml,x#x'/></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><img src=x onerror=alert(1)></template>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<style><!--</style><script>alert(1)//--></script>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'><a href='x'>x</a>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='data:text/html,<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x archive=y></applet>",
    "<video src=x onerror=alert(1)><source onerror=alert(1)></video>",
    "<audio src='javascript:alert(1)' autoplay onplay=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1) background=javascript:alert(1)>x",
    "<table background='javascript:alert(1)'><tr><td background=x>a<td>b</table>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<input onfocus=alert(1) autofocus><select onfocus=alert(1)><textarea>x</textarea><keygen autofocus>",
    "<form action=javascript:alert(1)><input type=submit></form><button formaction=javascript:alert(1)>x",
    "<marquee onstart=alert(1)>x</marquee>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<textarea></textarea><script>alert(1)</script></textarea>",
    "<title></title><img src=x onerror=alert(1)></title>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><?php echo 1 ?><script>alert(1)</script>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;&lt;/p&gt;",
    "<a href='http://a.example/\"onmouseover=\"alert(1)'>x</a>",
    "<img alt='\"><script>alert(1)</script>' src=http://a.example/a.jpg>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>",
    "<isindex type=image src=x onerror=alert(1)>",
    "<portal src='javascript:alert(1)'></portal>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_active_is_left(vector: str) -> None:
    document = document_from_html(f"<p>before</p>{vector}<p>after</p>", "https://site.example/")
    assert active_parts(html_of(document)) == []
