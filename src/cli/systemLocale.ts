/** Language of the terminal (BCP 47) from the POSIX variables; undefined if they do not set one. */
export function systemLocale(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const name = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  const [, locale] = /^([a-z]{2,3}(?:_[A-Z]{2})?)(?:[.@]|$)/.exec(name ?? '') ?? [];
  return locale?.replace('_', '-');
}
