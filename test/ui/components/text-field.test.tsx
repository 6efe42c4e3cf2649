import { render } from 'ink-testing-library';
import { describe, expect, test } from 'vitest';
import { textEdit } from '../../../source/state/modals/text-edit.js';
import { TextField } from '../../../source/ui/components/text-field.js';

const frame = (props: Parameters<typeof TextField>[0]) => render(<TextField {...props} />).lastFrame() ?? '';
const plain = (text: string) => text.replace(/\x1b\[[0-9;]*m/g, '');

describe('a text field', () => {
	test('draws the cursor as a reversed cell where no compositor places a real one', () => {
		expect(frame({ edit: textEdit('abc'), width: 10 })).toBe('abc\x1b[7m \x1b[27m');
		expect(frame({ edit: { text: '漢b', cursor: 0 }, width: 10 }).trimEnd()).toBe('\x1b[7m漢\x1b[27mb');
	});

	test('draws no cursor while another field or dialog is active', () => {
		expect(frame({ edit: textEdit('abc'), width: 10, isActive: false })).toBe('abc');
	});

	test('scrolls so that the cursor stays visible', () => {
		expect(plain(frame({ edit: textEdit('0123456789'), width: 5 })).trimEnd()).toBe('6789');
		expect(plain(frame({ edit: { text: '0123456789', cursor: 0 }, width: 5 }))).toBe('01234');
		expect(plain(frame({ edit: { text: '漢字漢字', cursor: 2 }, width: 4 }))).toBe('字漢');
	});

	test('shows a dimmed placeholder while it is empty', () => {
		expect(frame({ edit: textEdit(''), width: 5, placeholder: 'NAME=value' })).toBe(
			'\x1b[2m\x1b[7mN\x1b[27mAME=\x1b[22m',
		);
	});

	test('masks a secret', () => {
		expect(plain(frame({ edit: textEdit('pa👨‍👩‍👧s'), width: 10, mask: true })).trimEnd()).toBe('••••');
	});

	test('removes sequences that a terminal would obey', () => {
		const shown = frame({ edit: textEdit('a\x1b]0;title\x07\nb'), width: 30 });
		expect(plain(shown).trimEnd()).toBe('a␛]0;title␇␊b');
	});
});
