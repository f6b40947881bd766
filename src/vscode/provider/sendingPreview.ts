import * as l10n from '@vscode/l10n';
import { askInDialog } from '../messages';
import type { PreviewDocuments } from './previewDocuments';
import { offerDetail, offerLine, offerQuestion, type SendingOffer } from './previewText';
import { back } from './steps/back';
import type { Stage } from './steps/stage';

/** Asks whether texts may be sent, and lets a person see beforehand which ones. */
export class SendingPreview {
  constructor(private readonly documents: PreviewDocuments) {}

  /** @returns whether a person agreed; closing means no */
  async confirm(offer: SendingOffer, stage: Stage): Promise<boolean> {
    const send = l10n.t('Send');
    const review = l10n.t('Review Files');
    const answer = await askInDialog(offerQuestion(offer), offerDetail(offer), send, review);
    if (answer !== review) return answer === send;
    await this.documents.show(offer);
    return this.confirmBesides(offer, stage);
  }

  /** Shows what is sent, asking nothing. */
  async show(offer: SendingOffer): Promise<void> {
    await this.documents.show(offer);
  }

  /** Asks while the document can be read. A list and no notification: that hides after some seconds. */
  private async confirmBesides(offer: SendingOffer, stage: Stage): Promise<boolean> {
    const answer = await stage.pick<boolean>({
      frame: { title: offerQuestion(offer), hasBack: false },
      content: {
        placeholder: offerLine(offer),
        rows: [
          { label: `$(cloud-upload) ${l10n.t('Send')}`, value: true },
          {
            label: `$(circle-slash) ${l10n.t('Cancel')}`,
            description: l10n.t('nothing is sent'),
            value: false,
          },
        ],
      },
    });
    return answer !== back && answer;
  }
}
