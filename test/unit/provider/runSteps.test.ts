import { describe, expect, it } from 'vitest';
import { back, type Back } from '../../../src/vscode/provider/steps/back';
import type { Draft } from '../../../src/vscode/provider/steps/draft';
import { runSteps, type NumberedStep } from '../../../src/vscode/provider/steps/runSteps';
import type { GoTo, StepContext, StepName } from '../../../src/vscode/provider/steps/step';
import { providerInfo } from './providerInfoSample';

type Answer = Partial<Draft> | Back | { readonly goTo: StepName };

/** Steps that give these answers in order, and a record of the calls: `name 2/4`, with `<` if back is offered. */
function script(answers: Partial<Record<StepName, Answer[]>>) {
  const asked: string[] = [];
  const place = (name: StepName, given: Partial<NumberedStep> = {}): NumberedStep => ({
    name,
    isCounted: () => true,
    isNeeded: () => true,
    ask: (_, draft, { step, totalSteps, hasBack }): Promise<Draft | Back | GoTo> => {
      asked.push(`${hasBack ? '<' : ''}${name}${step === undefined ? '' : ` ${step}/${totalSteps ?? ''}`}`);
      const answer = answers[name]?.shift() ?? {};
      if (answer === back) return Promise.resolve(back);
      if ('goTo' in answer)
        return Promise.resolve({
          ...answer,
          draft: { ...draft, needsResultPath: answer.goTo === 'resultPath' },
        });
      return Promise.resolve({ ...draft, ...answer });
    },
    ...given,
  });
  const steps = [
    place('address'),
    place('key', { isNeeded: ({ info }) => info.key !== 'none' }),
    place('model'),
    place('dimensions', {
      isCounted: () => false,
      isNeeded: ({ model }) => model?.otherDimensions !== undefined,
    }),
    place('resultPath', {
      isCounted: () => false,
      isNeeded: ({ needsResultPath }) => needsResultPath ?? false,
    }),
    place('test'),
  ];
  return { asked, steps };
}

// No step of these tests uses it.
const context = {} as StepContext;
const draft: Draft = { info: providerInfo() };
const frame = { titleOf: () => 'Title', stepsBefore: 1 };

describe('runSteps', () => {
  it('runs the needed steps in order, with their numbers', async () => {
    const { asked, steps } = script({ address: [{ baseUrl: 'https://a' }] });
    expect(await runSteps(context, draft, steps, frame)).toMatchObject({ baseUrl: 'https://a' });
    expect(asked).toEqual(['<address 2/5', '<key 3/5', '<model 4/5', '<test 5/5']);
  });

  it('skips steps that are not needed, and does not count them', async () => {
    const { asked, steps } = script({});
    await runSteps(context, { info: providerInfo({ key: 'none' }) }, steps, frame);
    expect(asked).toEqual(['<address 2/4', '<model 3/4', '<test 4/4']);
  });

  it('gives a step that is not counted the number of the previous one', async () => {
    const model = { id: 'small', otherDimensions: [512] };
    const { asked, steps } = script({ model: [{ model }], dimensions: [{ dimensions: 512 }] });
    expect(await runSteps(context, draft, steps, frame)).toMatchObject({ dimensions: 512 });
    expect(asked.slice(2)).toEqual(['<model 4/5', '<dimensions 4/5', '<test 5/5']);
  });

  it('goes back to the previous step, and keeps the choices', async () => {
    const { asked, steps } = script({ address: [{ baseUrl: 'https://a' }], model: [back] });
    const result = await runSteps(context, { info: providerInfo({ key: 'none' }) }, steps, frame);
    expect(asked.map((text) => text.slice(1, 8))).toEqual([
      'address',
      'model 3',
      'address',
      'model 3',
      'test 4/',
    ]);
    expect(result).toMatchObject({ baseUrl: 'https://a' });
  });

  it('returns back if the user goes back from the first step', async () => {
    const { asked, steps } = script({ address: [{}, back], key: [back] });
    expect(await runSteps(context, draft, steps, frame)).toBe(back);
    expect(asked).toHaveLength(3);
  });

  it('jumps to another step on request, and back from there as usual', async () => {
    const { asked, steps } = script({ test: [{ goTo: 'key' }], key: [{}, back], address: [{}, {}] });
    await runSteps(context, draft, steps, frame);
    expect(asked.map((text) => text.slice(1, 4))).toEqual([
      ...['add', 'key', 'mod', 'tes'],
      ...['key', 'add', 'key', 'mod', 'tes'],
    ]);
  });

  it('runs the step for the path of results after the test returned a task', async () => {
    const { asked, steps } = script({
      test: [{ goTo: 'resultPath' }],
      resultPath: [{ resultPath: '/{id}' }],
    });
    expect(await runSteps(context, draft, steps, frame)).toMatchObject({ resultPath: '/{id}' });
    expect(asked.slice(3)).toEqual(['<test 5/5', '<resultPath 4/5', '<test 5/5']);
  });

  it('offers neither back nor numbers in a first step without earlier ones', async () => {
    const { asked, steps } = script({});
    await runSteps(context, draft, steps, { titleOf: () => 'Title' });
    expect(asked.slice(0, 2)).toEqual(['address', '<key']);
  });
});
