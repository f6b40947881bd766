import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { checkArguments } from '../../../src/agents/toolArguments';
import { agentTools, searchArguments, searchTool } from '../../../src/agents/tools';

const check = (input: unknown) => checkArguments(searchArguments, searchTool.required, input);

describe('arguments of a tool', () => {
  it('are returned when they are of their types', () => {
    const input = {
      query: 'retry',
      kind: 'code',
      paths: ['src/**'],
      budget: 500,
      repeat: true,
      detail: 'full',
    };
    expect(check(input)).toEqual(input);
  });

  it.each([
    ['one string for a list', { paths: '*.ts' }, { paths: ['*.ts'] }],
    ['a number as text', { page: '2' }, { page: 2 }],
    ['a truth value as text', { repeat: 'false' }, { repeat: false }],
    ['null for no value', { kind: null, paths: null }, {}],
    ['blank items of a list', { paths: ['', ' ', 'a/**'] }, { paths: ['a/**'] }],
  ])('are converted from %s', (_, given, expected) => {
    expect(check({ query: 'x', ...given })).toEqual({ query: 'x', ...expected });
  });

  it.each([
    [
      'an unknown name',
      { query: 'x', file_pattern: '*.ts' },
      /"file_pattern".*query, kind, paths, exclude, language/,
    ],
    ['a name of every object', { query: 'x', constructor: 1 }, /no argument "constructor"/],
    ['no query', {}, /"query" is missing/],
    ['a blank query', { query: ' \n' }, /"query" is missing/],
    ['another type', { query: 7 }, /"query" is not a string/],
    ['an unknown value', { query: 'x', kind: 'tests' }, /"kind" cannot be "tests".*code, docs/],
    ['a list of other things', { query: 'x', paths: [1] }, /"paths" is not a list of strings/],
    ['too many items', { query: 'x', paths: Array(51).fill('*.ts') }, /more than 50 items/],
    ['a budget below the least', { query: 'x', budget: 99 }, /from 100 to 20000/],
    ['a budget above the most', { query: 'x', budget: 1_000_000 }, /from 100 to 20000/],
    ['a fraction', { query: 'x', page: 1.5 }, /whole number/],
    ['another truth value', { query: 'x', repeat: 1 }, /true or false/],
    ['a query of a megabyte', { query: 'x'.repeat(1_000_000) }, /longer than 20000 characters/],
    ['a glob of a megabyte', { query: 'x', paths: ['x'.repeat(1_000_000)] }, /longer than 20000 characters/],
    ['a list instead of an object', ['retry'], /not an object.*query/],
  ])('are refused with %s, and the error lists the possible values', (_, input, message) => {
    const refused = (): SemanticSearchError => {
      try {
        check(input);
      } catch (error) {
        if (error instanceof SemanticSearchError) return error;
      }
      throw new Error('It is not refused.');
    };
    const { code, message: what, hint } = refused();
    expect(code).toBe('USAGE');
    expect(`${what} ${hint}`).toMatch(message);
  });
});

describe('schemas', () => {
  it.each(agentTools)('of $name have only constructs that all clients accept', ({ schema, required }) => {
    expect(Object.keys(schema)).toEqual(['type', 'properties', 'required', 'additionalProperties']);
    expect(schema.required).toEqual(required);
    for (const property of Object.values(schema.properties)) {
      expect(['string', 'array', 'integer', 'boolean']).toContain(property['type']);
      expect(JSON.stringify(property)).not.toMatch(/anyOf|oneOf|allOf|\$ref|"title"|"format"|null/);
    }
  });

  it.each(agentTools)('and the description of $name are short', ({ description, schema }) => {
    expect(description.length + JSON.stringify(schema).length).toBeLessThan(4096);
  });
});
