import type { Ask } from '../../actions/action.js';
import { sanitize } from '../../domain/text/sanitize.js';
import { text } from '../../state/modals/form-fields.js';
import type { FormModal, Sentences } from '../../state/modals/modal.js';
import { topModal, updateModal } from '../../state/modals/modals.js';
import type { Store } from '../store.js';

/**
 * Opens a pasted command line that a form has refused in a field of its own, with the reason beside it. Resolves to the corrected
 * line, or to undefined when the user leaves it: the form below is then as before.
 */
export async function askForCorrection(
	line: string,
	{ form, ask, store }: { readonly form: FormModal; readonly ask: Ask; readonly store: Store },
): Promise<string | undefined> {
	const asked = ask.form({
		title: 'Correct the pasted line',
		fields: { line: text('Line', { help: 'Enter reads it again, Esc leaves the form as it was' }) },
		// With its line ends, which separate commands.
		initial: { line: sanitize(line, { keepNewlines: true }) },
		submit: 'Fill the form',
		validate: ({ line }): Sentences => refusalOf(line, form),
	});
	// The reason is shown at once, not only when the cursor has left the field.
	store.update(state => {
		const top = topModal(state);
		return top?.kind === 'form' && top.id !== form.id
			? updateModal(state, top, open => ({ ...open, touched: new Set(['line']) }))
			: state;
	});
	return (await asked)?.line;
}

function refusalOf(line: string, { spec }: FormModal): Sentences {
	const parsed = spec.parse?.(line.trim());
	if (!parsed) {
		return { line: 'This is not a docker command.' };
	}
	return 'refusal' in parsed ? { line: parsed.refusal } : {};
}
