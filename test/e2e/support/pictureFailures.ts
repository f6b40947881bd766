import { afterEach } from 'vitest';
import { openWindows } from './vscodePage';

/** Takes screenshots of the windows in which a test failed: `out/screenshots/failed-FILE-TEST.png`. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const name = `${task.file.name}-${task.name}`.replace(/^.*\//, '').replace(/[^\w.-]+/g, '-');
  let number = 0;
  for (const window of openWindows) {
    number++;
    await window.picture(`failed-${name.slice(0, 80)}${number > 1 ? `-${number}` : ''}`);
  }
});
