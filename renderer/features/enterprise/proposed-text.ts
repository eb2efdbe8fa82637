export const proposedText = '建议已记下，随下次数据包交市发改委；答复前原内容不变';
