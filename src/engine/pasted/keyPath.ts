const key = /[A-Za-z_@][\w@-]*/.source;
const index = /(?:\[(?:\d+|\*|"[^"\]]*"|'[^'\]]*')\])?/.source;

/** `a.b.c`, `$.a.b[0].c`, `.a.b`, `a.b=17`, `/a/b/0/c`, `a: b: c: 17`. The first group is the path. */
const forms = [
  new RegExp(`^(?:\\$?\\.)?(${key}${index}(?:\\.(?:${key}|\\d+)${index})+)(?:\\s?[=:]\\s?.*)?$`),
  new RegExp(`^#?((?:/(?:${key}|\\d+))+)$`),
  new RegExp(`^((?:${key}:\\s+){2,}).*$`),
];
const mostKeys = 12;
const longest = 500;

/** The keys of a path into a configuration file, outermost first; undefined for any other text, or for a key alone. */
export function keyPathIn(text: string): readonly string[] | undefined {
  if (text.length > longest) return undefined;
  const trimmed = text.trim();
  for (const form of forms) {
    const path = form.exec(trimmed)?.[1];
    if (path === undefined) continue;
    const keys = path
      .split(/[./]|:\s+|\[["']?|["']?\]/)
      .filter((one) => one !== '' && !/^(?:\d+|\*)$/.test(one));
    if (keys.length > 1 && keys.length <= mostKeys) return keys;
  }
  return undefined;
}

/** Whether a file has keys in keys: YAML, JSON, TOML and the like. */
export function isConfiguration(path: string): boolean {
  return /\.(?:ya?ml|json[c5]?|toml|ini|properties|hcl|conf)$/i.test(path);
}
