import { textAt } from '../../state/modals/form.js';
import type { FormModal } from '../../state/modals/modal.js';
import { topModal, updateModal } from '../../state/modals/modals.js';
import { click, doubleClick } from '../../state/pointer/click.js';
import type { PointerTarget } from '../../state/pointer/pointer-target.js';
import { wheel, wheelKeys } from '../../state/pointer/wheel.js';
import { currentLayout } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { Clock } from '../clock.js';
import type { Store } from '../store.js';

/** A press of the left button or a step of the wheel on a cell, and the part of the screen that is drawn there. */
export type Pointed = {
	readonly kind: 'press' | 'wheel-up' | 'wheel-down';
	readonly x: number;
	readonly y: number;
	readonly target: PointerTarget | undefined;
};

/** Two presses on a cell within this time are a double click. */
const doubleClickMs = 400;

/** The last press: what it left selected, and how many presses in a row it ended. */
type Press = Omit<Pointed, 'kind'> & { readonly at: number; readonly count: number; readonly left: readonly unknown[] };

/** Carries out what the mouse does; nothing while the user has it off. */
export function createPointer({
	store,
	clock,
	key,
	formChanged,
}: {
	store: Store;
	clock: Pick<Clock, 'now'>;
	key(name: string): void;
	/** Called after each change of a form, to offer completions and warnings. */
	formChanged(form: FormModal): void;
}): (pointed: Pointed) => void {
	let last: Press | undefined;

	function press({ x, y, target }: Pointed): void {
		const at = clock.now();
		const isNext = last?.x === x && last.y === y && at - last.at <= doubleClickMs;
		const count = isNext ? (last?.count ?? 0) + 1 : 1;
		const isDouble = count === 2 && last?.target !== undefined && isUnchanged(store.getState(), last.left);
		// A first click may move the lists, so the second one belongs to its target.
		const meant = isDouble ? last?.target : target;
		if (meant && !isDouble && count <= 2) {
			change(state => click(state, meant));
		}
		last = { x, y, target: meant, at, count, left: chosen(store.getState()) };
		if (isDouble && meant) {
			twice(meant);
		}
	}

	function twice(target: PointerTarget): void {
		const step = doubleClick(store.getState(), target);
		if (step && 'key' in step) {
			key(step.key);
		} else if (step) {
			change(state => updateModal(state, step.form, () => step.form));
		}
	}

	function change(transition: (state: State) => State): void {
		const before = topModal(store.getState());
		store.update(transition);
		const top = topModal(store.getState());
		// As after a key: completions follow a changed text, and an empty field shows the flow's own suggestions.
		const isChanged = before?.kind === 'form' && top?.kind === 'form' && top !== before;
		if (isChanged && (top.values !== before.values || textAt(top) === '')) {
			formChanged(top);
		}
	}

	return pointed => {
		const state = store.getState();
		if (!state.preferences.mouse || state.opening || currentLayout(state).tooSmall) {
			return;
		}
		const { kind, target } = pointed;
		if (kind === 'press') {
			press(pointed);
			return;
		}
		last = undefined;
		if (target) {
			const by = kind === 'wheel-down' ? 1 : -1;
			store.update(before => wheel(before, target, by));
			for (const name of wheelKeys(state, target, by)) {
				key(name);
			}
		}
	};
}

/** The item that a click has chosen: a second click acts only on the same one. */
function chosen(state: State): readonly unknown[] {
	const top = topModal(state);
	const part = !top ? [] : 'index' in top ? [top.index] : top.kind === 'form' ? [top.field, top.row] : [];
	return [state.pane, state.focus, state.panes[state.pane].selected, state.logs.cursor, top?.id, ...part];
}

const isUnchanged = (state: State, left: readonly unknown[]): boolean =>
	chosen(state).every((part, at) => part === left[at]);
