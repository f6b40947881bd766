import { createRequire } from 'node:module';
import type { TestProject } from 'vitest/node';

const { buildIfStale } = createRequire(import.meta.url)('../../scripts/freshBuild.js') as {
  buildIfStale: () => Promise<void>;
};

/** Some tests run the build in `dist/`. Rebuilds it if it is older than the sources, also in watch mode. */
export default async function setup(project: TestProject): Promise<void> {
  await buildIfStale();
  project.onTestsRerun(buildIfStale);
}
