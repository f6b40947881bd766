import type { ProviderLimits } from '../providers/providerRecord';
import type { LearnedLimits, LimitMemory } from './learnedLimits';

/** What can be too much of a request. */
type Bounds = Pick<LearnedLimits, 'maxInputs' | 'maxInputTokens' | 'maxRequestTokens'>;

/** The limits of an endpoint for one model: as documented, and tighter where it was found to take less. */
export class KnownLimits {
  constructor(
    private readonly documented: ProviderLimits,
    private readonly memory: LimitMemory,
  ) {}

  /** That hold for the next request. */
  get current(): ProviderLimits {
    const learned = this.learned;
    const maxRequestTokens = least(this.documented.maxRequestTokens, learned.maxRequestTokens);
    return {
      maxInputs: least(this.documented.maxInputs, learned.maxInputs)!,
      maxInputTokens: least(this.documented.maxInputTokens, learned.maxInputTokens)!,
      ...(maxRequestTokens !== undefined && { maxRequestTokens }),
      concurrency: this.documented.concurrency,
    };
  }

  get learned(): LearnedLimits {
    return this.memory.read();
  }

  /** Learns that no more than this is taken; a bound that is tighter already stays. */
  tighten(bounds: Bounds): void {
    const { maxInputs, maxInputTokens, maxRequestTokens } = this.learned;
    this.learn({
      ...('maxInputs' in bounds && { maxInputs: least(maxInputs, bounds.maxInputs) }),
      ...('maxInputTokens' in bounds && { maxInputTokens: least(maxInputTokens, bounds.maxInputTokens) }),
      ...('maxRequestTokens' in bounds && {
        maxRequestTokens: least(maxRequestTokens, bounds.maxRequestTokens),
      }),
    });
  }

  /** In place of what was learned of the same before; a bound that is undefined is forgotten. */
  learn(limits: LearnedLimits): void {
    this.memory.write({ ...this.memory.read(), ...limits });
  }
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}
