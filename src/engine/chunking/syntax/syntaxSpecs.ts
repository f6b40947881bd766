import { c, cpp } from './languages/cFamily';
import { csharp } from './languages/csharp';
import { css, html, json, toml, yaml } from './languages/data';
import { elixir } from './languages/elixir';
import { go } from './languages/go';
import { javascript, tsx, typescript } from './languages/javascript';
import { hcl } from './languages/hcl';
import { java, kotlin, scala } from './languages/jvm';
import { ocaml } from './languages/ocaml';
import { python } from './languages/python';
import { r } from './languages/r';
import { ruby } from './languages/ruby';
import { rust } from './languages/rust';
import { bash, lua, php, powershell } from './languages/scripting';
import { zig } from './languages/zig';
import type { SyntaxSpec } from './syntaxSpec';

/** The syntax rules by language id, for all languages that are chunked by syntax. */
export const syntaxSpecs: ReadonlyMap<string, SyntaxSpec> = new Map([
  ['typescript', typescript],
  ['typescriptreact', tsx],
  ['javascript', javascript],
  ['javascriptreact', javascript],
  ['python', python],
  ['go', go],
  ['rust', rust],
  ['java', java],
  ['kotlin', kotlin],
  ['scala', scala],
  ['c', c],
  ['cpp', cpp],
  ['csharp', csharp],
  ['ruby', ruby],
  ['php', php],
  ['shellscript', bash],
  ['powershell', powershell],
  ['elixir', elixir],
  ['lua', lua],
  ['zig', zig],
  ['ocaml', ocaml],
  ['r', r],
  ['terraform', hcl],
  ['css', css],
  ['html', html],
  ['json', json],
  ['jsonc', json],
  ['yaml', yaml],
  ['toml', toml],
]);
