import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestReply, TestRequest } from './testServer';

/** What the tests say about a mutant. */
export type Verdict = 'passed' | 'failed' | 'timed out';

/** A file of tests that takes so much longer than the slowest one without a mutant loops for ever. */
const patience = (slowestMs: number): number => 10_000 + 5 * slowestMs;

/** Runs tests in a process that it starts again when a mutant makes it loop or crash. */
export class TestRunner {
  private server: ChildProcess | undefined;
  private slowestMs = 60_000;

  /** @param program started with the argument `--serve` in the folder */
  constructor(
    private readonly program: string,
    private readonly folder: string,
  ) {}

  /** Runs tests without a mutant, to know how long each takes. @throws Error if one fails */
  async measure(tests: readonly string[]): Promise<void> {
    let slowestMs = 0;
    const { verdict, failed } = await this.run({ changed: undefined, tests }, (ms) => {
      slowestMs = Math.max(slowestMs, ms);
    });
    if (verdict !== 'passed') throw new Error(`Without a mutant, tests ${verdict}: ${failed.join(', ')}`);
    this.slowestMs = slowestMs;
  }

  async run(
    request: TestRequest,
    onFinished: (ms: number) => void = () => undefined,
  ): Promise<{ readonly verdict: Verdict; readonly failed: readonly string[] }> {
    if (request.tests.length === 0) return { verdict: 'passed', failed: [] };
    const server = (this.server ??= await this.start());
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout;
      const end = (verdict: Verdict, failed: readonly string[] = []): void => {
        clearTimeout(timer);
        server.removeAllListeners();
        resolve({ verdict, failed });
      };
      const wait = (): void => {
        timer = setTimeout(() => {
          this.stop();
          end('timed out');
        }, patience(this.slowestMs));
      };
      server.on('message', (reply: TestReply) => {
        if (reply.kind === 'finished') {
          onFinished(reply.ms);
          clearTimeout(timer);
          wait();
        } else if (reply.kind === 'result') {
          end(reply.failed.length > 0 ? 'failed' : 'passed', reply.failed);
        }
      });
      server.on('exit', () => {
        this.server = undefined;
        end('failed');
      });
      wait();
      server.send(request);
    });
  }

  stop(): void {
    this.server?.kill('SIGKILL');
    this.server = undefined;
  }

  private async start(): Promise<ChildProcess> {
    const server = fork(this.program, ['--serve'], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(server, 'message');
    return server;
  }
}
