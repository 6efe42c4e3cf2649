import type { State } from '../state.js';

/** Notes the step of the form that is being tried, which its frame shows. */
export const noteStep = (state: State, step: string): State => ({
	...state,
	modals: state.modals.map(modal => (modal.kind === 'form' && modal.busy ? { ...modal, step } : modal)),
});
