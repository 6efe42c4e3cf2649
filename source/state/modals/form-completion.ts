import { textAt, withText } from './form.js';
import type { FormModal } from './modal.js';

/** Offers completions of the text under the cursor; an empty list closes the offer. */
export function offer(form: FormModal, items: readonly string[]): FormModal {
	const text = textAt(form);
	const useful = items.filter(item => item !== text && item.startsWith(text));
	if (useful.length === 0) {
		return form.completion ? { ...form, completion: undefined } : form;
	}
	// Tab also means "next field": it completes only a text that is not empty and not a whole name yet. A folder is a whole
	// name without its slash, an image without its tag.
	const isName = text.endsWith('/') || ['', '/', ':latest'].some(end => items.includes(text + end));
	const byTab = text !== '' && !isName;
	return { ...form, completion: { items: useful, index: 0, byTab } };
}

/** Completes as a shell does: up to the common start of all offers, or to the chosen offer when that adds nothing. */
export function acceptOffer(form: FormModal): FormModal {
	const { items, index } = form.completion ?? { items: [], index: 0 };
	const chosen = items[index];
	if (chosen === undefined) {
		return form;
	}
	let shared = chosen;
	for (const item of items) {
		while (!item.startsWith(shared)) {
			shared = shared.slice(0, -1);
		}
	}
	return withText(form, index === 0 && shared.length > textAt(form).length ? shared : chosen);
}

/** Chooses the next or the previous offer. */
export function chooseOffer(form: FormModal, by: 1 | -1): FormModal {
	const { completion } = form;
	if (!completion) {
		return form;
	}
	const count = completion.items.length;
	return { ...form, completion: { ...completion, index: (completion.index + by + count) % count } };
}
