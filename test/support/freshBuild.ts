import { createRequire } from 'node:module';
import type { TestProject } from 'vitest/node';

const { buildIfStale } = createRequire(import.meta.url)('../../scripts/freshBuild.js') as {
  buildIfStale: () => Promise<void>;
};

/** Some tests run what the build leaves in `dist/`: it is never older than the sources, in watch mode either. */
export default async function setup(project: TestProject): Promise<void> {
  await buildIfStale();
  project.onTestsRerun(buildIfStale);
}
