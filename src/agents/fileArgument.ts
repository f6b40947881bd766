import { SemanticSearchError } from '../common/errors/errors';
import type { FileReference } from '../common/contracts/searchResult';
import type { AgentRoot } from './agentEngine';

/**
 * The files that a model can mean: a path as an answer writes it (with the name of its root if there are several), or an
 * absolute path. Only paths below the roots are possible; whether a file exists there is for the index to say.
 *
 * @throws SemanticSearchError USAGE for a path outside the roots
 */
export function filesMeant(argument: string, roots: readonly AgentRoot[]): FileReference[] {
  const text = argument
    .trim()
    .replaceAll('\\', '/')
    .replace(/:\d+(-\d+)?$/, '');
  for (const { folder, location } of roots) {
    const below = relativeTo(location.replaceAll('\\', '/'), text);
    if (below !== undefined) return [{ folder, path: checked(below, argument, roots) }];
  }
  if (/^(\/|[A-Za-z]:\/|\w+:\/\/)/.test(text)) throw outside(argument, roots);
  const path = checked(text, argument, roots);
  const named = roots.flatMap(({ folder, name }) => {
    const below = roots.length > 1 ? relativeTo(name, path) : undefined;
    return below === undefined ? [] : [{ folder, path: below }];
  });
  return [...named, ...roots.map(({ folder }) => ({ folder, path }))];
}

function relativeTo(parent: string, path: string): string | undefined {
  const prefix = parent.endsWith('/') ? parent : `${parent}/`;
  // A drive letter is written in either case.
  const isWindows = /^[A-Za-z]:/.test(prefix);
  const start = path.slice(0, prefix.length);
  const isSame = isWindows ? start.toLowerCase() === prefix.toLowerCase() : start === prefix;
  return isSame ? path.slice(prefix.length) : undefined;
}

/** Without `.` segments. */
function checked(path: string, argument: string, roots: readonly AgentRoot[]): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0 || segments.includes('..') || path.includes('\0')) throw outside(argument, roots);
  return segments.join('/');
}

function outside(argument: string, roots: readonly AgentRoot[]): SemanticSearchError {
  return new SemanticSearchError(
    'USAGE',
    `"${argument.slice(0, 200)}" is not a file in the workspace.`,
    `Use a path as the answers write it, below ${roots.map(({ location }) => location).join(', ')}.`,
  );
}
