/** A character that leaves a mark: neither white space, nor a control, nor one that renders as nothing. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/u;

/** Whether there is anything to see in it. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);
