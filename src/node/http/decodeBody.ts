import { promisify } from 'node:util';
import {
  brotliDecompress,
  constants,
  gunzip,
  inflate,
  inflateRaw,
  type InputType,
  type ZlibOptions,
} from 'node:zlib';
import * as l10n from '@vscode/l10n';
import { formatCount } from '../../common/text/countText';
import { systemCodeOf } from '../../common/errors/errors';
import { TransportError } from '../../engine/embedding/remote/httpTransport';

type Decode = (body: InputType, options: ZlibOptions) => Promise<Buffer>;

const inflateZlib: Decode = promisify<InputType, ZlibOptions, Buffer>(inflate);
const inflateBare: Decode = promisify<InputType, ZlibOptions, Buffer>(inflateRaw);
const unzip: Decode = promisify<InputType, ZlibOptions, Buffer>(gunzip);

const decoders: Readonly<Record<string, Decode>> = {
  gzip: unzip,
  'x-gzip': unzip,
  br: promisify<InputType, ZlibOptions, Buffer>(brotliDecompress),
  // Some servers send the zlib header, as the standard requires, and some do not.
  deflate: (body, options) =>
    ((body as Buffer)[0]! & 0x0f) === 8 ? inflateZlib(body, options) : inflateBare(body, options),
};

/** Limits on decoding a response body. */
export interface DecodeLimits {
  /** Longest decoded body, bytes. */
  readonly maxBytes: number;
  /**
   * The beginning is sufficient: a truncated body is decoded as far as possible, and one that is too long gives an
   * empty result.
   */
  readonly isPart: boolean;
}

/**
 * Decodes the content encodings of a response.
 *
 * @param encoding value of `Content-Encoding`; undefined and `identity` mean none
 * @param name of the server, for messages
 * @throws TransportError `tooLarge`; `interrupted` if the body is truncated or the encoding was not requested
 */
export async function decodeBody(
  body: Buffer,
  encoding: string | undefined,
  { maxBytes, isPart }: DecodeLimits,
  name: string,
): Promise<Buffer> {
  const encodings = (encoding ?? '').toLowerCase().split(',');
  let decoded = body;
  // Encodings are listed in the order in which they were applied.
  for (const each of encodings.map((text) => text.trim()).reverse()) {
    if (each === '' || each === 'identity' || decoded.length === 0) continue;
    const decode = decoders[each];
    if (!decode) {
      if (isPart) return Buffer.alloc(0);
      throw new TransportError(
        'interrupted',
        l10n.t('The response of {0} uses an encoding that is not supported.', name),
      );
    }
    try {
      decoded = await decode(decoded, {
        maxOutputLength: maxBytes,
        ...(isPart && each !== 'br' && { finishFlush: constants.Z_SYNC_FLUSH }),
      });
    } catch (cause) {
      if (isPart) return Buffer.alloc(0);
      throw systemCodeOf(cause) === 'ERR_BUFFER_TOO_LARGE'
        ? new TransportError(
            'tooLarge',
            l10n.t('The response of {0} is longer than {1} bytes.', name, formatCount(maxBytes)),
            { cause },
          )
        : new TransportError('interrupted', l10n.t('The response of {0} is damaged or incomplete.', name), {
            cause,
          });
    }
  }
  return decoded;
}
