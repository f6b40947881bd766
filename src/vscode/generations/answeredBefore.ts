import type * as vscode from 'vscode';
import { isRecord, isString } from '../../common/typeGuards';
import { isSameChoice, type ProviderChoice } from '../provider/providerChoice';

/** A provider choice and the host it sends to. */
export interface Destination {
  readonly choice: ProviderChoice;
  /** undefined if nothing is sent. */
  readonly host: string | undefined;
}

const mementoKey = 'provider.answering';

/** Stores, across restarts, the model of the index that answers queries. */
export class AnsweredBefore {
  /** @param memento of the workspace */
  constructor(private readonly memento: vscode.Memento) {}

  /** Returns undefined if nothing valid is stored. */
  read(): Destination | undefined {
    const stored = this.memento.get<unknown>(mementoKey);
    if (!isRecord(stored) || !isRecord(stored['choice'])) return undefined;
    const { provider, model, baseUrl, dimensions, queryModel, outputType, resultPath, parameters } =
      stored['choice'];
    if (!isString(provider)) return undefined;
    const textOr = (value: unknown): string | undefined => (isString(value) ? value : undefined);
    return {
      choice: {
        provider,
        model: textOr(model),
        baseUrl: textOr(baseUrl),
        dimensions: typeof dimensions === 'number' ? dimensions : undefined,
        queryModel: textOr(queryModel),
        outputType: outputType === 'int8' ? outputType : undefined,
        resultPath: textOr(resultPath),
        parameters: isRecord(parameters) ? parameters : undefined,
      },
      host: textOr(stored['host']),
    };
  }

  /** The stored host, if it belongs to this choice. */
  hostOf(choice: ProviderChoice): string | undefined {
    const known = this.read();
    return known && isSameChoice(known.choice, choice) ? known.host : undefined;
  }

  async write(destination: Destination): Promise<void> {
    await this.memento.update(mementoKey, destination);
  }
}
