import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who may use a bucket. */
export interface BucketUser {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

const hash = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

const scheme =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** Longest difference of clocks that S3 accepts, milliseconds. */
const clockMs = 15 * 60_000;

/**
 * Why S3 would refuse a request; undefined if it is signed correctly (Signature Version 4 of AWS, written after its
 * documentation, independent of the product).
 */
export function signatureFault(
  request: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
  },
  user: BucketUser,
): string | undefined {
  const { method, path, headers, body } = request;
  const match = scheme.exec(headers.authorization ?? '');
  if (!match) return 'no signature';
  const [, keyId, day, region, signedHeaders, signature] = match;
  if (keyId !== user.accessKeyId) return 'an unknown key';
  if (region !== user.region) return 'another region';
  const date = String(headers['x-amz-date']);
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (!date.startsWith(day!) || !(Math.abs(Date.now() - at) < clockMs)) return 'the time';
  if (headers['x-amz-content-sha256'] !== hash(body)) return 'the hash of the body';
  const names = signedHeaders!.split(';');
  const required = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (required.some((name) => !names.includes(name))) return 'a header that is not signed';
  const canonical = [
    ...[method, path, ''],
    ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
    ...['', signedHeaders!, hash(body)],
  ].join('\n');
  const scope = `${day!}/${region}/s3/aws4_request`;
  const key = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${user.secretAccessKey}`, day!));
  const expected = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash(canonical)}`).toString('hex');
  return signature === expected ? undefined : 'the signature';
}
