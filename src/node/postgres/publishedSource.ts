import { systemCodeOf } from '../../common/errors/errors';
import type { FileSource } from '../../engine/corpus/fileSource';

/**
 * A folder, with the published content of files that it does not have: a result of them is shown as it was published.
 *
 * @param contentOf the published bytes of a file; undefined if there are none
 */
export function publishedSource(
  folder: FileSource,
  contentOf: (path: string) => Promise<Uint8Array | undefined>,
): FileSource {
  return {
    readDirectory: (path) => folder.readDirectory(path),
    stat: (path) => folder.stat(path),
    realPath: (path) => folder.realPath(path),
    readFile: async (path, maxBytes) => {
      try {
        return await folder.readFile(path, maxBytes);
      } catch (error) {
        if (systemCodeOf(error) !== 'ENOENT' && systemCodeOf(error) !== 'ENOTDIR') throw error;
        const content = await contentOf(path);
        if (!content) throw error;
        return content.subarray(0, maxBytes);
      }
    },
  };
}
