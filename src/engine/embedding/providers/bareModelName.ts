/**
 * The name of a model in lower case, without the parts that providers add: the owner before it (`BAAI/`), the tag
 * after it (`:latest`), the prefix of LM Studio (`text-embedding-`), the path and extension of a file (`.Q8_0.gguf`).
 */
export function bareModelName(model: string): string {
  const name = model
    .trim()
    .toLowerCase()
    .replace(/^.*[/\\]/, '')
    .replace(/[:@].*$/s, '')
    .replace(/\.gguf$/, '')
    .replace(/[-_.](?:i?q\d(?:_\w+)?|f16|f32|bf16|fp16)$/, '')
    .replace(/-gguf$/, '');
  // `text-embedding-3-small`, `-ada-002`, `-v4` and `-004` are complete names.
  return name.replace(/^text-embedding-(?!ada\b|v?\d)/, '');
}
