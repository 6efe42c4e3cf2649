import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes the Homebrew formula `plimsoll.rb`: the standalone binary on Linux, and on macOS, for which there is none, the npm package
 * with Homebrew's Node.
 */
export async function writeFormula({ version, license, homepage, downloads }, { x64, arm64, npm }, out) {
	const source = ({ name, sha256 }) => [`url "${downloads}/${name}"`, `sha256 "${sha256}"`];
	const lines = [
		'class Plimsoll < Formula',
		'  desc "Keyboard-driven Docker dashboard for the terminal"',
		`  homepage "${homepage}"`,
		`  version "${version}"`,
		`  license "${license}"`,
		'',
		'  on_macos do',
		...source(npm).map(line => `    ${line}`),
		'    depends_on "node"',
		'  end',
		'',
		'  on_linux do',
		'    on_intel do',
		...source(x64).map(line => `      ${line}`),
		'    end',
		'    on_arm do',
		...source(arm64).map(line => `      ${line}`),
		'    end',
		'  end',
		'',
		'  def install',
		'    if OS.mac?',
		'      libexec.install Dir["*"]',
		'      chmod 0755, libexec/"dist/cli.js"',
		'      bin.install_symlink libexec/"dist/cli.js" => "plimsoll"',
		'      man1.install_symlink libexec/"man/plimsoll.1"',
		'      generate_completions_from_executable(bin/"plimsoll", "completion")',
		'    else',
		'      bin.install "plimsoll"',
		'      man1.install "plimsoll.1"',
		'      bash_completion.install "plimsoll.bash" => "plimsoll"',
		'      zsh_completion.install "_plimsoll"',
		'      fish_completion.install "plimsoll.fish"',
		'      prefix.install "THIRD-PARTY.txt"',
		'    end',
		'  end',
		'',
		'  test do',
		'    assert_match version.to_s, shell_output("#{bin}/plimsoll --version")',
		'    assert_match "CONTAINER ID", shell_output("#{bin}/plimsoll --demo --once --no-stats")',
		'  end',
		'end',
		'',
	];
	await writeFile(path.join(out, 'plimsoll.rb'), lines.join('\n'));
}
