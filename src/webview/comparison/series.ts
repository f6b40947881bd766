import { svg } from './svg';

/** Shapes and colours of the models in the chart; a model differs by its shape, too. */
const shapes: readonly string[] = [
  'M -4 0 A 4 4 0 1 0 4 0 A 4 4 0 1 0 -4 0 Z',
  'M -4 -4 H 4 V 4 H -4 Z',
  'M 0 -5 L 5 0 L 0 5 L -5 0 Z',
  'M 0 -5 L 5 4 H -5 Z',
  'M -5 -4 H 5 L 0 5 Z',
  'M -4 -1.5 H -1.5 V -4 H 1.5 V -1.5 H 4 V 1.5 H 1.5 V 4 H -1.5 V 1.5 H -4 Z',
];

/** Class of a model's colour. */
export function seriesClass(number: number): string {
  return `series-${number % shapes.length}`;
}

/** Outline of a model's mark, around 0, 0. */
export function seriesShape(number: number): string {
  return shapes[number % shapes.length]!;
}

/** The mark of a model, for the table. */
export function seriesMark(number: number): SVGElement {
  return svg(
    'svg',
    { class: `mark ${seriesClass(number)}`, viewBox: '-6 -6 12 12', 'aria-hidden': 'true' },
    svg('path', { d: seriesShape(number) }),
  );
}
