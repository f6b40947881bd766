/** Questions to try, in English in every language of the interface: it is what the built-in model knows best. */
export const exampleQuestions: readonly string[] = [
  'where are failed requests retried?',
  'how is the configuration read and checked?',
  'what happens when a user signs in?',
];
