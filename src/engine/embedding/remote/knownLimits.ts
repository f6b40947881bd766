import type { ProviderLimits } from '../providers/serviceRecord';
import type { LearnedLimits, LimitMemory } from './learnedLimits';

/** The limits of a request. */
type Bounds = Pick<LearnedLimits, 'maxInputs' | 'maxInputTokens' | 'maxRequestTokens'>;

/** The limits of an endpoint for one model: the documented ones, tightened by what was learned from refusals. */
export class KnownLimits {
  constructor(
    private readonly documented: ProviderLimits,
    private readonly memory: LimitMemory,
  ) {}

  /** The limits for the next request. */
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

  /** Lowers limits; a limit that is tighter already is kept. */
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

  /** Replaces learned limits; an undefined limit is forgotten. */
  learn(limits: LearnedLimits): void {
    this.memory.write({ ...this.memory.read(), ...limits });
  }
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}
