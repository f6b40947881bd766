import { addressTexts } from './addressTexts';
import { answerTexts } from './answerTexts';
import { detailTexts, issuerTexts } from './detailTexts';
import { engineTexts } from './engineTexts';
import { limitTexts } from './limitTexts';
import { providerTexts } from './providerTexts';
import { refusalTexts } from './refusalTexts';
import { rerankTexts } from './rerankTexts';

/**
 * The text of each message, in the display language. There is one table for each area, and no code is in two of them.
 */
export const texts = {
  ...addressTexts,
  ...answerTexts,
  ...detailTexts,
  ...engineTexts,
  ...issuerTexts,
  ...limitTexts,
  ...providerTexts,
  ...refusalTexts,
  ...rerankTexts,
};
