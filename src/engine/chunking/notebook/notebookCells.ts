import { JsonCursor, JsonScanError } from './jsonCursor';

/** One cell of a notebook and where it lies in the file. */
export interface NotebookCell {
  readonly type: string;
  /** Offset of its `{`. */
  readonly start: number;
  /** Its source, and the offsets at which the parts of it (mostly lines) stand in the file. */
  readonly parts: readonly { readonly text: string; readonly at: number }[];
}

/** The cells of a notebook file, or why it is none. */
export function readCells(text: string): NotebookCell[] | string {
  const json = new JsonCursor(text);
  let cells: NotebookCell[] | undefined;
  try {
    const end = json.object(json.skipSpace(0), (key, valueAt) => {
      if (key === 'cells') {
        const found: NotebookCell[] = [];
        json.array(valueAt, (at) => {
          found.push(readCell(json, at));
        });
        cells = found;
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
  const parts: { text: string; at: number }[] = [];
  const add = (at: number): void => {
    parts.push({ text: json.string(at), at });
  };
  json.object(start, (key, valueAt) => {
    if (key === 'cell_type') {
      type = json.string(valueAt);
    } else if (key === 'source' && json.startsWith(valueAt, '[')) {
      json.array(valueAt, add);
    } else if (key === 'source') {
      add(valueAt);
    }
  });
  return { type, start, parts };
}
