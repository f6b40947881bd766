import { h } from './h';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/**
 * A path, each segment in its own direction: without that, the segments of a path that is partly Arabic or Hebrew change
 * places, and nobody can tell which is within which.
 */
export function pathText(path: string): readonly (Node | string)[] {
  if (!rightToLeft.test(path)) return [path];
  return path
    .split('/')
    .flatMap((segment, index) => (index === 0 ? [h('bdi', {}, segment)] : ['/', h('bdi', {}, segment)]));
}
