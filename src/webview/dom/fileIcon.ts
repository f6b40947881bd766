const icons: Readonly<Record<string, string>> = {
  jupyter: 'notebook',
  json: 'json',
  jsonc: 'json',
  markdown: 'markdown',
  mdx: 'markdown',
  ruby: 'ruby',
  python: 'python',
  shellscript: 'terminal-bash',
  powershell: 'terminal-powershell',
  bat: 'terminal-cmd',
  sql: 'database',
  log: 'output',
  diff: 'diff',
  dotenv: 'settings-gear',
  ini: 'settings-gear',
  properties: 'settings-gear',
  toml: 'settings-gear',
  yaml: 'settings-gear',
  plaintext: 'file',
};

/** Name of the codicon for a file of a language. */
export function fileIconName(language: string, kind: 'code' | 'docs'): string {
  return icons[language] ?? (kind === 'code' ? 'file-code' : 'book');
}
