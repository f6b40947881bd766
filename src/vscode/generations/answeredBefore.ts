import type * as vscode from 'vscode';
import { isRecord, isString } from '../../common/typeGuards';
import { isSameChoice, type ProviderChoice } from '../provider/providerChoice';

/** A choice, and where it leads. */
export interface Destination {
  readonly choice: ProviderChoice;
  /** undefined where nothing is sent. */
  readonly host: string | undefined;
}

const mementoKey = 'provider.answering';

/** Remembers over restarts which model the index that answers was made with. */
export class AnsweredBefore {
  /** @param memento of the workspace */
  constructor(private readonly memento: vscode.Memento) {}

  /** undefined where nothing is remembered, or nothing that can be read. */
  read(): Destination | undefined {
    const stored = this.memento.get<unknown>(mementoKey);
    if (!isRecord(stored) || !isRecord(stored['choice'])) return undefined;
    const { provider, model, baseUrl, dimensions, resultPath } = stored['choice'];
    if (!isString(provider)) return undefined;
    const textOr = (value: unknown): string | undefined => (isString(value) ? value : undefined);
    return {
      choice: {
        provider,
        model: textOr(model),
        baseUrl: textOr(baseUrl),
        dimensions: typeof dimensions === 'number' ? dimensions : undefined,
        resultPath: textOr(resultPath),
      },
      host: textOr(stored['host']),
    };
  }

  /** The host of a choice, if it is the one that is remembered. */
  hostOf(choice: ProviderChoice): string | undefined {
    const known = this.read();
    return known && isSameChoice(known.choice, choice) ? known.host : undefined;
  }

  async write(destination: Destination): Promise<void> {
    await this.memento.update(mementoKey, destination);
  }
}
