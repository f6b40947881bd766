import type { Lines } from '../passages/isShown';

/** What enters the context of an agent, in order. */
export interface ContextPart {
  /** Tokens of this part. */
  readonly tokens: number;
  /** The part begins the answer of another call. */
  readonly isCall?: boolean;
  /** A file that the part names, relative to the folder; undefined for a part that names none. */
  readonly path?: string;
  /** The lines of the file that it quotes. */
  readonly lines?: Lines;
}

/** The way of an agent to an answer: what it reads, until it finds what it needs. */
export type Way = (question: string) => AsyncIterable<ContextPart>;

/** Cost until something is in the context; Infinity if it never is. */
export interface Cost {
  readonly tokens: number;
  readonly calls: number;
}

/** Costs until the right file and the right lines are in the context. */
export interface Found {
  readonly file: Cost;
  readonly lines: Cost;
}

const never: Cost = { tokens: Infinity, calls: Infinity };
/** An agent that has read this much gives up. */
const mostTokens = 100_000;

/**
 * Follows a way until it has found the lines, and notes the cost.
 *
 * @param isFile whether a path is the right file
 * @param isLines whether quoted lines of a file are the right ones
 */
export async function follow(
  parts: AsyncIterable<ContextPart>,
  isFile: (path: string) => boolean,
  isLines: (path: string, lines: Lines) => boolean,
): Promise<Found> {
  let tokens = 0;
  let calls = 0;
  let file = never;
  for await (const part of parts) {
    tokens += part.tokens;
    if (part.isCall) calls++;
    if (part.path !== undefined) {
      if (file === never && isFile(part.path)) file = { tokens, calls };
      if (part.lines && isLines(part.path, part.lines)) return { file, lines: { tokens, calls } };
    }
    if (tokens > mostTokens) break;
  }
  return { file, lines: never };
}
