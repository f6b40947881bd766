import { GlobList, IncludeFilter } from '../../../src/engine/corpus/globFilter';
import { compileFilter } from '../../../src/engine/retrieval/filter';

/** Uses of globs: excluding paths, including paths, and filtering a query. */
export const globUses = {
  exclude: (glob: string) => {
    const globs = new GlobList([glob]);
    return (path: string) => globs.find(path) !== undefined;
  },
  include: (glob: string) => {
    const globs = new IncludeFilter([glob]);
    return (path: string) => globs.keepsFile(path);
  },
  query: (glob: string) => {
    const accepts = compileFilter({ paths: [glob] })!;
    return (path: string) => accepts({ path, language: 'go', kind: 'code' }, '/w');
  },
};
