import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Limits of the server. */
export interface ServerLimits {
  readonly latencyMs: number;
  readonly dimensions: number;
  /** Requests per second, from a token bucket of one second; undefined: unlimited. */
  readonly perSecond?: number;
  /** Concurrent requests; undefined: unlimited. */
  readonly atOnce?: number;
  /** Header that announces the limit in rejections. */
  readonly hint?: 'retry-after' | 'x-ratelimit';
}

/** Statistics of the server. */
export interface ServerReport {
  readonly texts: number;
  readonly requests: number;
  readonly refused: number;
  /** From the arrival of the first request to the end of the last answer. */
  readonly ms: number;
  /** Average over accepted requests. */
  readonly bodyBytes: number;
  readonly textsInRequest: number;
}

/** Serves embeddings in this process until its parent exits; sends it the port, and statistics on request. */
export function serveEmbeddings(limits: ServerLimits): void {
  const desk = new Desk(limits);
  const server = createServer((request, response) => {
    desk.receive(request, response);
  });
  server.keepAliveTimeout = 60_000;
  process.on('message', () => {
    process.send!(desk.report());
  });
  process.on('disconnect', () => {
    process.exit();
  });
  server.listen(0, '127.0.0.1', () => {
    process.send!({ port: (server.address() as AddressInfo).port });
  });
}

class Desk {
  private texts = 0;
  private requests = 0;
  private refused = 0;
  private bytes = 0;
  private firstAt = 0;
  private lastAt = 0;
  private underWay = 0;
  private left: number;
  private filledAt = performance.now();
  /**
   * Complete answers by encoding and number of texts, cached because creating them would cost more than the measured
   * engine.
   */
  private readonly answers = new Map<string, Buffer>();
  private readonly floats: string;
  private readonly base64: string;

  constructor(private readonly limits: ServerLimits) {
    const vector = Float32Array.from({ length: limits.dimensions }, (_, i) => Math.sin(i + 1) / 30);
    this.floats = `[${[...vector].map((value) => value.toFixed(9)).join(',')}]`;
    this.base64 = `"${Buffer.from(vector.buffer).toString('base64')}"`;
    this.left = limits.perSecond ?? 0;
  }

  receive(request: IncomingMessage, response: ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      this.answer(Buffer.concat(parts), response);
    });
  }

  report(): ServerReport {
    const { texts, requests, refused, firstAt, lastAt, bytes } = this;
    const taken = Math.max(1, requests - refused);
    const ms = lastAt - firstAt;
    return { texts, requests, refused, ms, bodyBytes: bytes / taken, textsInRequest: texts / taken };
  }

  private answer(body: Buffer, response: ServerResponse): void {
    const now = performance.now();
    if (this.requests++ === 0) this.firstAt = now;
    const untilMs = this.untilTaken(now);
    const headers = this.headersOf(untilMs ?? 0);
    if (untilMs !== undefined) {
      this.refused++;
      response.writeHead(429, { 'content-type': 'application/json', ...headers });
      response.end(
        '{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}',
      );
      return;
    }
    const { input, encoding_format: encoding } = JSON.parse(body.toString()) as {
      input: string[];
      encoding_format?: string;
    };
    this.underWay++;
    this.bytes += body.length;
    setTimeout(() => {
      const answer = this.answerOf(input.length, encoding === 'base64');
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': answer.length,
        ...headers,
      });
      response.end(answer);
      this.underWay--;
      this.texts += input.length;
      this.lastAt = performance.now();
    }, this.limits.latencyMs);
  }

  /** Time until this request would be accepted; undefined if it is accepted now. */
  private untilTaken(now: number): number | undefined {
    const { atOnce = Infinity, perSecond } = this.limits;
    if (this.underWay >= atOnce) return 0;
    if (perSecond === undefined) return undefined;
    this.left = Math.min(perSecond, this.left + ((now - this.filledAt) / 1000) * perSecond);
    this.filledAt = now;
    if (this.left < 1) return ((1 - this.left) / perSecond) * 1000;
    this.left--;
    return undefined;
  }

  private headersOf(untilMs: number): Record<string, string> {
    const { hint, perSecond = 1 } = this.limits;
    const isRefused = untilMs > 0;
    if (hint === 'x-ratelimit') {
      return {
        'x-ratelimit-remaining-requests': String(isRefused ? 0 : Math.floor(this.left)),
        'x-ratelimit-reset-requests': `${Math.ceil(isRefused ? untilMs : 1000 / perSecond)}ms`,
      };
    }
    if (hint === undefined || !isRefused) return {};
    return { 'retry-after': String(Math.ceil(untilMs / 1000)) };
  }

  private answerOf(count: number, isBase64: boolean): Buffer {
    const key = `${isBase64} ${count}`;
    const known = this.answers.get(key);
    if (known) return known;
    const vector = isBase64 ? this.base64 : this.floats;
    const data = Array.from(
      { length: count },
      (_, index) => `{"object":"embedding","index":${index},"embedding":${vector}}`,
    );
    const text = `{"object":"list","data":[${data.join(',')}],"model":"m","usage":{"prompt_tokens":1,"total_tokens":1}}`;
    const answer = Buffer.from(text);
    if (this.answers.size > 50) this.answers.clear();
    this.answers.set(key, answer);
    return answer;
  }
}
