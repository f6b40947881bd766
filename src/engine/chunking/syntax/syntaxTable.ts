import type { Language } from 'web-tree-sitter';
import type { DefinitionRule, SyntaxSpec } from './syntaxSpec';

/** Node type of parse errors, in every grammar. */
export const errorTypeId = 0xffff;

/** Meaning of a node type for the outliner. */
export enum Role {
  /** Punctuation and keywords. */
  Token,
  /** Any node that is not a definition. */
  Plain,
  Lead,
  Group,
  Body,
  Block,
  Definition,
}

/** A {@link SyntaxSpec} by the grammar's node type numbers, so that the walk compares no strings. */
export interface SyntaxTable {
  readonly roles: readonly Role[];
  readonly rules: readonly (DefinitionRule | undefined)[];
  readonly maxSymbols: number | undefined;
}

/** Resolves a spec against its grammar. Types that the grammar does not have are ignored; a test finds them. */
export function compileSpec(spec: SyntaxSpec, language: Language): SyntaxTable {
  const roleOf = new Map<string, Role>();
  for (const [types, role] of [
    [spec.leads, Role.Lead],
    [spec.groups ?? [], Role.Group],
    [spec.bodies ?? [], Role.Body],
    [spec.blocks ?? [], Role.Block],
    [Object.keys(spec.definitions), Role.Definition],
  ] as const) {
    for (const type of types) {
      roleOf.set(type, role);
    }
  }
  const roles = new Array<Role>(language.nodeTypeCount).fill(Role.Token);
  const rules: (DefinitionRule | undefined)[] = new Array<undefined>(language.nodeTypeCount).fill(undefined);
  for (let id = 0; id < roles.length; id++) {
    if (language.nodeTypeIsNamed(id)) {
      const type = language.nodeTypeForId(id) ?? '';
      roles[id] = roleOf.get(type) ?? Role.Plain;
      rules[id] = spec.definitions[type];
    }
  }
  return { roles, rules, maxSymbols: spec.maxSymbols };
}
