const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character]!)
}

export function htmlTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, texts: readonly string[]) =>
    texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')
  return `<div class="table"><table><thead><tr>${cells('th', header)}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** A picture inside the page. */
export function htmlFigure(svg: string, caption: string): string {
  const data = Buffer.from(svg).toString('base64')
  const text = escapeHtml(caption)
  return `<figure><img src="data:image/svg+xml;base64,${data}" alt="${text}" loading="lazy" /><figcaption>${text}</figcaption></figure>`
}

/** One file that needs no other: no script, no request, readable on a phone and on paper, light and dark. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'" />
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #5a5a5a; --paper: #fff; --line: #ddd; --accent: #0b6e66; --note: #f1eefb }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --soft: #aaa; --paper: #16191b; --line: #3a3f42; --accent: #59c3b8; --note: #26222f } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 Inter, system-ui, sans-serif }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.2rem 5rem }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .6rem }
h2 { margin: 3.5rem 0 .4rem; padding-top: 1rem; border-top: 1px solid var(--line) }
h3 { margin: 2rem 0 .2rem }
p { max-width: 44rem }
a { color: var(--accent) }
.note { background: var(--note); border-radius: .7rem; padding: .8rem 1rem }
.soft, figcaption { color: var(--soft) }
figure { margin: 1.2rem 0 2rem }
img { max-width: 100%; height: auto; background: #fff; border-radius: .5rem }
figcaption { font-size: .92rem; margin-top: .3rem }
.table { overflow-x: auto }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
nav ul { columns: 2; padding-left: 1.1rem }
@media print { h2 { break-before: page } figure { break-inside: avoid } }
`
