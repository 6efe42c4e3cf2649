import type { PlanModal } from '../../state/modals/modal.js';
import { modalRows, updateModal } from '../../state/modals/modals.js';
import { planKey } from '../../state/modals/plan-modal.js';
import type { Store } from '../store.js';
import type { Answers } from './ask.js';
import { scrolled } from './scroll-keys.js';

type Options = {
	readonly store: Store;
	readonly answers: Answers;
	toast(level: 'warn', text: string): void;
};

/** Passes a key on to a plan: a movement, a choice, or the answer to its question. */
export function planKeys(modal: PlanModal, key: string, { store, answers, toast }: Options): void {
	const change = (next: PlanModal) => store.update(state => updateModal(state, modal, () => next));
	const step = planKey(modal, key);
	if (step === 'leave') {
		answers.leave(modal);
	} else if (step !== undefined && 'modal' in step) {
		change(step.modal);
	} else if (step?.answer.act === 'up' && modal.refusal !== undefined) {
		toast('warn', modal.refusal);
	} else if (step !== undefined) {
		answers.answer(modal, step.answer);
	} else {
		move(modal, key);
	}

	function move(from: PlanModal, movement: string): void {
		const index = scrolled(from.index, movement, modalRows(store.getState().size) - 1);
		if (index !== undefined) {
			const last = Math.max(0, from.planned.plan.services.length - 1);
			change({ ...from, index: Math.min(Math.max(0, index), last) });
		}
	}
}
