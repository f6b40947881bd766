import { CancelledError, messageOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import type { MessageToView } from '../../common/view/viewProtocol';
import type { EngineCaller } from '../services';
import { Throttle } from '../../common/throttle';

const intervalMs = 2_000;

/** Sends the page the languages in the index whenever they change. */
export class LanguagesFeed {
  private readonly throttle = new Throttle<undefined>(() => void this.send(), intervalMs);
  private sent: string | undefined;

  constructor(
    private readonly engine: EngineCaller,
    private readonly post: (message: MessageToView) => void,
    private readonly logger: Logger,
  ) {}

  /** Call when the languages of the index may have changed. */
  check(): void {
    this.throttle.push(undefined);
  }

  /** Call for a new page: sends the languages again. */
  restart(): void {
    this.sent = undefined;
    this.check();
  }

  dispose(): void {
    this.throttle.dispose();
  }

  private async send(): Promise<void> {
    try {
      const languages = await this.engine.call('languages', null);
      const text = languages.join('\n');
      if (text === this.sent) return;
      this.sent = text;
      this.post({ type: 'languages', languages });
    } catch (error) {
      if (error instanceof CancelledError) return;
      this.logger.debug(`The languages of the index could not be had: ${messageOf(error)}`);
    }
  }
}
