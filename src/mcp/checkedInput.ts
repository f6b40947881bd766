import { Transform, type TransformCallback } from 'node:stream';
import { parseJSONRPCMessage } from '@modelcontextprotocol/server';

/** Largest line, bytes. The library closes the connection at a larger one. */
const largestLine = 10_000_000;

/** Codes of JSON-RPC 2.0. */
const parseError = -32700;
const invalidRequest = -32600;

/**
 * The input of a server on stdio: lines that are not messages are answered with an error, as on HTTP. The library would
 * drop them, so that their client waits without end. The messages of a batch are answered one by one.
 */
export class CheckedInput extends Transform {
  private parts: Buffer[] = [];
  private size = 0;

  /** @param answer receives each answer, without a line feed */
  constructor(private readonly answer: (text: string) => void) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.takePart(chunk.subarray(start, end));
      this.endLine();
      start = end + 1;
    }
    this.takePart(chunk.subarray(start));
    done();
  }

  private takePart(part: Buffer): void {
    this.size += part.length;
    // The rest of a line that is too large is dropped.
    if (this.size > largestLine) this.parts = [];
    else this.parts.push(part);
  }

  private endLine(): void {
    const line = Buffer.concat(this.parts).toString();
    const isTooLarge = this.size > largestLine;
    this.parts = [];
    this.size = 0;
    if (isTooLarge) this.refuse(invalidRequest, `The message is larger than ${largestLine} bytes`);
    else if (line.trim() !== '') this.check(line);
  }

  private check(line: string): void {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      this.refuse(parseError, 'Parse error: Invalid JSON');
      return;
    }
    const messages: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (messages.length === 0) this.refuse(invalidRequest, 'The batch is empty');
    for (const message of messages) {
      if (isMessage(message)) this.push(`${JSON.stringify(message)}\n`);
      else if (!isResponse(message))
        this.refuse(invalidRequest, 'Not a valid JSON-RPC message', idOf(message));
    }
  }

  private refuse(code: number, message: string, id: string | number | null = null): void {
    this.answer(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } }));
  }
}

function isMessage(value: unknown): boolean {
  try {
    parseJSONRPCMessage(value);
    return true;
  } catch {
    return false;
  }
}

/** A response is not answered, whatever is wrong with it. */
function isResponse(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('result' in value || 'error' in value);
}

function idOf(value: unknown): string | number | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'string' || typeof value.id === 'number' ? value.id : null;
}
