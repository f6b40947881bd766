/** What a step resolves with when a person wants to see the one before it. */
export const back = Symbol('back');
export type Back = typeof back;
