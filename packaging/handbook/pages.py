"""The guide as a page for a browser: for whoever has no program that shows Markdown, which is most people."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

_PAIR = re.compile(r'(<p><img [^>]*></p>\n)(<pre><code class="language-yaml">(?:(?!</pre>).)*</pre>)', re.DOTALL)
"""A picture and the YAML that makes it: side by side."""
_STYLE = """
@font-face { font-family: "Touyan Serif SC"; src: url("../fonts/TouyanSerifSC-Black.otf"); }
@font-face { font-family: "Touyan Sans SC"; src: url("../fonts/TouyanSansSC-Regular.otf"); font-weight: 400; }
@font-face { font-family: "Touyan Sans SC"; src: url("../fonts/TouyanSansSC-Bold.otf"); font-weight: 700; }
:root { --paper: #F5F0E6; --sheet: #FBF8F1; --ink: #1C1A17; --second: #5B554B; --rule: #D8CFBD; --accent: #B8271B; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #15171C; --sheet: #1E2128; --ink: #F3EEE3; --second: #C6BFB1; --rule: #3A3E48; --accent: #FF7C66; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.75; font-size: 17px;
  font-family: "Touyan Sans SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 0 32px 96px; border-top: 6px solid var(--ink); }
h1, h2 { font-family: "Touyan Serif SC", "Noto Serif SC", "Songti SC", SimSun, Georgia, serif; line-height: 1.3;
  font-weight: 900; }
h1 { font-size: 46px; margin: 40px 0 16px; }
h2 { font-size: 32px; margin: 72px 0 16px; padding-top: 12px; border-top: 2px solid var(--ink); }
h3 { font-size: 23px; margin: 48px 0 12px; color: var(--accent); }
h4 { font-size: 18px; margin: 32px 0 8px; }
p, li { max-width: 46em; }
a { color: var(--accent); text-underline-offset: 3px; }
img { width: 100%; height: auto; display: block; border: 1px solid var(--rule); }
code { font-family: Consolas, Menlo, "Noto Sans Mono CJK SC", monospace; font-size: 0.88em; }
:not(pre) > code { background: var(--sheet); border: 1px solid var(--rule); border-radius: 3px; padding: 0 4px; }
pre { background: var(--sheet); border: 1px solid var(--rule); padding: 14px 16px; margin: 0; overflow-x: auto;
  line-height: 1.55; }
.language-yaml, .language-text { white-space: pre-wrap; }
pre:has(.language-text) { border-left: 4px solid var(--accent); }
pre + pre { margin-top: 8px; }
:lang(en) { font-feature-settings: "pwid"; }
pre, code { font-feature-settings: normal; }
table:has(th:nth-child(5)) td:nth-child(3) { min-width: 5.5em; }
p + pre, li + pre, ol + pre, ul + pre { margin: 12px 0 20px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; align-items: start; margin: 16px 0 28px; }
.pair > * { min-width: 0; max-width: none; margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 16px 0 28px; font-size: 15px; line-height: 1.6; }
th, td { text-align: left; vertical-align: top; padding: 7px 12px 7px 0; border-bottom: 1px solid var(--rule); }
th { border-bottom: 2px solid var(--ink); font-weight: 700; }
td:first-child { white-space: nowrap; }
@media (max-width: 860px) { .pair { grid-template-columns: 1fr; } main { padding: 0 16px 64px; } }
@media print { body { background: none; font-size: 11pt; } pre, table, .pair { break-inside: avoid; } }
"""


def page(guide: str, language: str) -> str:
    """The guide in HTML, with everything in one file but the pictures."""
    body: str = MarkdownIt("commonmark", {"html": True}).enable("table").render(guide)
    body = _PAIR.sub(r'<div class="pair">\n\1\2\n</div>', body)
    body = re.sub(r'href="guide\.(\w+)\.md"', r'href="guide.\1.html"', body)
    title = re.search(r"<h1>(.*?)</h1>", body)
    assert title is not None
    tongue = {"zh": "zh-CN", "en": "en"}[language]
    return (
        f'<!doctype html>\n<html lang="{tongue}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title[1]}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
