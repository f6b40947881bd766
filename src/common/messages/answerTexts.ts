import * as l10n from '@vscode/l10n';
import { countOf } from '../text/countText';

/** What a provider returned instead of the requested vectors. */
export const answerTexts = {
  providerReturned: (what: string) => l10n.t('The provider returned {0}.', what),
  endpointReturned: (name: string, what: string) => l10n.t('{0} returned {1}.', name, what),
  endpointReturnedFault: (name: string, status: number, fault: string) =>
    l10n.t('{0} returned {1}: {2}', name, status, fault),
  endpointReturnedPage: (name: string) => l10n.t('{0} returned a web page instead of vectors.', name),
  endpointReturnedTitledPage: (name: string, title: string) =>
    l10n.t('{0} returned a web page ("{1}") instead of vectors.', name, title),
  endpointReturnedTask: (name: string, id: string, status: string) =>
    l10n.t('{0} returned a task instead of vectors: {1}, {2}.', name, id, status),
  endpointDidNotFinishTask: (name: string, id: string, status: string) =>
    l10n.t('{0} did not finish the task {1}: {2}.', name, id, status),
  providerReturnedNotFinite: () => l10n.t('The provider returned a vector with a number that is not finite.'),
  providerReturnedZeros: () => l10n.t('The provider returned a vector of zeros only.'),

  vectorsForTexts: (vectors: number, texts: number) =>
    l10n.t('{0} for {1}', countOf(vectors, 'vector'), countOf(texts, 'text')),
  vectorsOfOtherTexts: () => l10n.t('vectors whose numbers do not fit the texts'),
  notAVector: () => l10n.t('something that is not a vector'),
  zeroVector: () => l10n.t('a vector of zeros only'),
  notIntegers: () => l10n.t('numbers other than the requested 8-bit integers'),
  notFiniteNumber: () => l10n.t('a number that is not finite'),
  wrongDimensions: (dimensions: number, expected: number) =>
    l10n.t('a vector of {0} dimensions instead of {1}', dimensions, expected),
  emptyResponse: () => l10n.t('an empty response'),
  invalidJson: () => l10n.t('incomplete or invalid JSON'),
  jsonWithoutVectors: () => l10n.t('JSON without vectors'),

  checkModelAndDimensions: () => l10n.t('Check the model name and its dimensions in the settings.'),
  checkModelOrChooseAnother: () => l10n.t('Check the model name in the settings, or choose another model.'),
  setResultPath: (example: string) =>
    l10n.t(
      'Set semanticSearch.resultPath (--result-path on the command line) to the path of its result, for example {0}.',
      example,
    ),
  tryAgainOrChooseModel: () =>
    l10n.t('Try again. If this continues, contact the provider or choose another model.'),
};
