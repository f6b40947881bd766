import { JsonCursor, JsonScanError } from './jsonCursor';

/** One cell of a notebook and its position in the file. */
export interface NotebookCell {
  readonly type: string;
  /** Offset of its `{`. */
  readonly start: number;
  /** Its source, and the offsets of its parts (mostly lines) in the file. */
  readonly parts: readonly { readonly text: string; readonly at: number }[];
}

/** Keys of a cell's text: in Jupyter from format 4 on, in earlier formats, and in Zeppelin. */
const sourceKeys: ReadonlySet<string> = new Set(['source', 'input', 'text']);

/** The cells of a notebook file, or the reason why it is not a notebook. */
export function readCells(text: string): NotebookCell[] | string {
  const json = new JsonCursor(text);
  let cells: NotebookCell[] | undefined;
  const cellsAt = (at: number): NotebookCell[] => {
    const found: NotebookCell[] = [];
    json.array(at, (cell) => {
      found.push(readCell(json, cell));
    });
    return found;
  };
  try {
    const end = json.object(json.skipSpace(0), (key, valueAt) => {
      if (key === 'cells' || key === 'paragraphs') {
        cells = [...(cells ?? []), ...cellsAt(valueAt)];
      } else if (key === 'worksheets') {
        // Formats 2 and 3 of Jupyter.
        json.array(valueAt, (sheet) => {
          json.object(sheet, (name, at) => {
            if (name === 'cells') cells = [...(cells ?? []), ...cellsAt(at)];
          });
        });
      }
    });
    if (json.skipSpace(end) < text.length) {
      return 'Not a notebook: text after its end';
    }
  } catch (error) {
    if (error instanceof JsonScanError) {
      return `Not a notebook: ${error.message}`;
    }
    throw error;
  }
  return cells ?? 'Not a notebook: no cells';
}

function readCell(json: JsonCursor, start: number): NotebookCell {
  let type = '';
  let level = 1;
  const parts: { text: string; at: number }[] = [];
  const add = (at: number): void => {
    parts.push({ text: json.string(at), at });
  };
  json.object(start, (key, valueAt) => {
    if (key === 'cell_type') {
      type = json.string(valueAt);
    } else if (key === 'level') {
      level = Number(/^\d/.exec(json.raw(valueAt))?.[0] ?? 1);
    } else if (sourceKeys.has(key)) {
      if (json.startsWith(valueAt, '[')) json.array(valueAt, add);
      else if (json.startsWith(valueAt, '"')) add(valueAt);
    }
  });
  const [first] = parts;
  // Format 3 of Jupyter has heading cells.
  if (type === 'heading' && first) {
    return {
      type: 'markdown',
      start,
      parts: [{ ...first, text: `${'#'.repeat(level)} ${first.text}` }, ...parts.slice(1)],
    };
  }
  // A paragraph of Zeppelin declares its language.
  if (type === '')
    return {
      type: first && /^\s*%(?:md|markdown|html)\b/.test(first.text) ? 'markdown' : 'code',
      start,
      parts,
    };
  return { type, start, parts };
}
