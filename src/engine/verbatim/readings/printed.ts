import type { PastedText } from '../../pasted/pastedText';
import { wordSequence } from '../wordSequence';
import { PrintedMessage } from './printedTemplate';
import type { Found, ReadChunkText, Reading } from './reading';

/** The literal that printed the query with values in place of its placeholders. */
export class Printed implements Reading {
  private readonly messages: readonly PrintedMessage[];
  private readonly words: number;

  constructor({ message, plain }: PastedText) {
    this.messages = [...new Set([message, plain])].map((text) => new PrintedMessage(text));
    this.words = wordSequence(message).words.length;
  }

  find({ text }: ReadChunkText): Found | undefined {
    for (const message of this.messages) {
      const template = message.templateIn(text);
      if (template)
        return { strength: template.words / this.words, start: template.start, end: template.start };
    }
    return undefined;
  }
}
