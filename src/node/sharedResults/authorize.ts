import { createHash } from 'node:crypto';
import { sign } from 'aws4';

/** What is known of a request when it is authorized. */
export interface AuthorizedRequest {
  readonly method: string;
  readonly url: string;
  readonly body?: string | Uint8Array | undefined;
}

/** The headers that authorize one request; names in lower case. */
export type Authorize = (request: AuthorizedRequest) => Readonly<Record<string, string>>;

/** `AWS4 <access key id>:<secret access key>:<region>[:<session token>]`, as the value of `Authorization`. */
const bucketCredentials = /^AWS4\s+([^\s:]+):([^\s:]+):([a-z0-9-]+)(?::(\S+))?$/;

/**
 * Reads how requests are authorized: with the header as it is, or, with the credentials of an S3-compatible bucket, with
 * a signature of each request (AWS Signature Version 4,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html). The secret key is not sent.
 *
 * @param header name, in lower case, and value
 * @returns undefined if the value begins as credentials of a bucket, and is incomplete
 */
export function authorizeWith([name, value]: readonly [name: string, value: string]): Authorize | undefined {
  if (name !== 'authorization' || !/^AWS4(?:\s|$)/.test(value)) return () => ({ [name]: value });
  const [, accessKeyId, secretAccessKey, region, sessionToken] = bucketCredentials.exec(value) ?? [];
  if (accessKeyId === undefined || secretAccessKey === undefined || region === undefined) return undefined;
  return ({ method, url, body }) => {
    const { host, pathname } = new URL(url);
    const { headers = {} } = sign(
      {
        ...{ service: 's3', region, method, host, path: pathname },
        headers: {
          'X-Amz-Content-Sha256': createHash('sha256')
            .update(body ?? '')
            .digest('hex'),
        },
      },
      { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    );
    return Object.fromEntries(
      Object.entries(headers).flatMap(([key, one]) =>
        // The transport sends the host itself.
        key.toLowerCase() === 'host' ? [] : [[key.toLowerCase(), String(one)]],
      ),
    );
  };
}
