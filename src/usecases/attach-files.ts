import { fileProblem, kindOfType, type ReplyFile, takesAlt, togetherProblem } from '../domain/media.ts';
import { RefusedError } from '../errors.ts';
import type { SlackFiles } from '../media.ts';

export interface AttachFilesDeps {
  files: SlackFiles;
}

/**
 * What is known of these files, if X takes them together: by what Slack says, without their content. Throws RefusedError whose
 * code begins with `file-`. `alts`: what the person says that they show; null: what Slack knows of it.
 */
export async function attachFiles(
  { files }: AttachFilesDeps,
  fileIds: readonly string[],
  alts: Readonly<Record<string, string>> | null,
): Promise<ReplyFile[]> {
  const facts = await Promise.all(fileIds.map((id) => files.facts(id)));
  const attached: ReplyFile[] = [];
  for (const file of facts) {
    const problem = fileProblem(file);
    const kind = kindOfType(file.mimeType);
    if (problem !== null || kind === null) throw new RefusedError('file-unfit', problem ?? '');
    const said = alts === null ? file.alt : (alts[file.id] ?? '');
    const alt = takesAlt({ kind }) ? said.trim() : '';
    attached.push({ id: file.id, name: file.name, kind, alt, upload: null });
  }
  const problem = togetherProblem(attached.map(({ kind }) => kind));
  if (problem !== null) throw new RefusedError('file-too-many', problem);
  return attached;
}
