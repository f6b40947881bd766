/** Result of a step when the user goes back to the previous step. */
export const back = Symbol('back');
export type Back = typeof back;
