import { h } from './h';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/**
 * A path with each segment isolated in its own text direction. Otherwise the segments of a path that is partly Arabic
 * or Hebrew appear in the wrong order.
 */
export function pathText(path: string): readonly (Node | string)[] {
  if (!rightToLeft.test(path)) return [path];
  return path
    .split('/')
    .flatMap((segment, index) => (index === 0 ? [h('bdi', {}, segment)] : ['/', h('bdi', {}, segment)]));
}
