import { createRequire } from 'node:module';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const { watVitePlugin } = createRequire(import.meta.url)('./scripts/buildKernel.js') as {
  watVitePlugin: NonNullable<ViteUserConfig['plugins']>[number];
};

export default defineConfig({
  plugins: [watVitePlugin],
  test: {
    include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
    // Integration tests start programs and copy trees; on a small machine that takes its time.
    testTimeout: 60_000,
    // Many wait for sockets and programs more than they work.
    maxWorkers: '100%',
    hookTimeout: 60_000,
  },
});
