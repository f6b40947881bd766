import type { RequestedRoute } from '../../pasted/requestedRoute';
import { allWords } from '../strength';
import type { Found, ReadChunkText, Reading } from './reading';

/** A literal with a path, or a path that is a key, as in OpenAPI. */
const pathLiteral =
  /(["'`])((?:\/|[\w{<:[][\w{}<>:[\]-]{0,80}\/)[^"'`\s]{0,200}|[{<:]\w[^"'`\s]{0,100})\1|^\s*(\/[^\s"'`]{1,200}):\s*$/gm;

/** A segment that stands for a value: `:id`, `{id}`, `{id:[0-9]+}`, `<int:id>`, `[id]`, `(?P<id>\d+)`, `%s`, `${id}`. */
const parameter = /^(?:[:*%@].*|.*[{<].*|\[.*\]|\(.*\)|\\.*)$/;
/** A value that an expression gives is of a request, not of a declaration. */
const expression = /[$#]\{|%[sd]/;
/** A parameter for all that follows. */
const rest = /^(?:\*.*|\{\*.*|\{.*(?:\.\.\.|\*)\}|<path:.*|\[\.\.\..*)$/;

/** Most routes of a chunk that are compared. */
const maxRoutes = 400;

/** The declaration of the route that the query requests. */
export class DeclaredRoute implements Reading {
  constructor(private readonly requested: RequestedRoute) {}

  find({ text }: ReadChunkText): Found | undefined {
    let best: Found | undefined;
    let count = 0;
    for (const match of text.matchAll(pathLiteral)) {
      if (count++ === maxRoutes) break;
      const route = match[2] ?? match[3]!;
      const share = shareOf(segmentsOf(route), this.requested.segments);
      if (share === 0) continue;
      const isMethod = this.isMethod(lineAt(text, match.index));
      const strength =
        allWords + 0.4 + 0.5 * share + (isMethod ? 0.04 : 0) - (expression.test(route) ? 0.15 : 0);
      if (strength > (best?.strength ?? 0)) best = { strength, start: match.index, end: match.index };
    }
    return best;
  }

  private isMethod(line: string): boolean {
    return this.requested.method !== undefined && new RegExp(this.requested.method, 'i').test(line);
  }
}

function lineAt(text: string, position: number): string {
  const end = text.indexOf('\n', position + 1);
  return text.slice(text.lastIndexOf('\n', position) + 1, end < 0 ? undefined : end);
}

function segmentsOf(route: string): string[] {
  return route
    .replace(/^\^|\$$|\?.*$/g, '')
    .split('/')
    .filter(Boolean)
    .map((segment) => segment.toLowerCase());
}

/**
 * Share of a requested path that a route matches, 0 to 1. A router may be mounted below another one: the route may match the end of the path, or less
 * likely its beginning. At least one segment must be equal.
 */
function shareOf(route: readonly string[], path: readonly string[]): number {
  let best = 0;
  for (const from of new Set([0, path.length - route.length])) {
    if (from < 0) continue;
    const matched = matchedFrom(route, path, from);
    if (matched === 0) continue;
    const isEnd = from + route.length >= path.length;
    best = Math.max(best, (isEnd ? 1 : 0.7) * (matched / path.length));
  }
  return best;
}

/** How much of a path the segments of a route match from a position on: an equal segment counts more than a parameter. */
function matchedFrom(route: readonly string[], path: readonly string[], from: number): number {
  let equal = 0;
  let parameters = 0;
  for (const [i, segment] of route.entries()) {
    const wanted = path[from + i];
    if (rest.test(segment)) {
      parameters += path.length - from - i;
      break;
    }
    if (wanted === undefined) return 0;
    if (segment === wanted) equal++;
    else if (parameter.test(segment)) parameters++;
    else return 0;
  }
  return equal === 0 ? 0 : equal + 0.8 * parameters;
}
